"""Embedders and trained heads: the only place that knows a model's package."""

from assistent.models.embedder import Embedder, load_embedder

__all__ = ["Embedder", "load_embedder"]
