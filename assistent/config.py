"""The settings: environment and TOML in one frozen object. The only reader of the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder that travels with the program: beside the package, or inside an installed wheel."""
    beside = _PACKAGE.parent / name
    inside = _PACKAGE / "_medfoelger" / name
    return inside if inside.is_dir() else beside


def _default_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("assistent", appauthor=False)


class Settings(BaseSettings):
    """Everything that can be set, each by ASSISTENT_<NAME> or a line in assistent.toml."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTENT_", toml_file="assistent.toml", frozen=True, extra="ignore"
    )

    data: Path = Field(default_factory=_default_data)
    """Index, database, uploads and logs."""
    vidensbase: Path = Field(default_factory=lambda: _shipped("vidensbase"))
    """The knowledge folder; may be empty."""
    prompts: Path = Field(default_factory=lambda: _shipped("prompts"))
    """The frames."""
    indlejring: str = "indbygget"
    """The embedder: the embedded one, or a sentence-transformers model by folder or name."""
    omrangering: str = ""
    """A CrossEncoder of sentence-transformers, by folder or name, that puts the best hits in order;
    empty for none."""
    database: str = ""
    """Where conversations and plans are kept: empty for a file in ``data``, or SQLAlchemy's URL."""
    hvem: str = ""
    """Who changes plans at the command line: a role or initials."""
    vaert: str = "127.0.0.1"
    port: int = 7860
    loft_tegn: int = 400_000
    """The longest text, in characters, that a job takes at once."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then assistent.toml in the current folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def regler(self) -> Path:
        """The shipped knowledge folder, whose rulebook serves when ``vidensbase`` has none."""
        return _shipped("vidensbase")

    @property
    def navne(self) -> Path:
        """The shipped lists that the anonymiser looks up in."""
        return self.regler / "navne"
