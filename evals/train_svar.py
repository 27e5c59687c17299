"""Train what tells whether vidensbasen answers a question: ``python -m evals.train_svar``.

Two small parts. "emne": logistic regression over the question's vector, vidensbasen's own typical
questions against evals/data/uden-for.yaml. "svar": logistic regression over ``answer.features``
("emne" among them) on spoergsmaal-dev.jsonl (answered) and uden-svar-dev.jsonl (not); five-fold
predictions give the curve of both errors over the threshold. Both are written to
assistent/models/hoveder/.
"""

from __future__ import annotations

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistent.answer import features
from assistent.assistant import Assistant
from assistent.datamodels import Renset
from assistent.models.heads import LinearHead, save_head
from evals.spoerg import DATA, rows


def train_topic(assistant: Assistant) -> None:
    """Fit and write "emne"."""
    index = assistant.index
    inside = [
        grain.tekst
        for grain in index.grains.values()
        if grain.art == "spoergsmaal"
        and index.passages[grain.uddrag_id].art not in ("metode", "kategori")
    ]
    outside = yaml.safe_load((DATA / "uden-for.yaml").read_text("utf-8"))
    vectors = assistant.embedder.query([*inside, *outside])
    labels = np.array([1] * len(inside) + [0] * len(outside))
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=3000)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    chances = cross_val_predict(model, vectors, labels, cv=folds, method="predict_proba")[:, 1]
    print(f"emne: AUC {roc_auc_score(labels, chances):.3f} på {len(labels)} spørgsmål")
    write(assistant, "emne", model.fit(vectors, labels))


def write(assistant: Assistant, name: str, model: LogisticRegression) -> None:
    """Write a two-class model as a head."""
    weights = np.concatenate([np.zeros_like(model.coef_), model.coef_]).T.astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    head = LinearHead(name, "1", assistant.embedder.fingerprint, ("nej", "ja"), weights, bias)
    print(f"{save_head(head)} skrevet")


def main() -> None:
    """Run from the command line."""
    assistant = Assistant()
    assistant.build_vectors()
    train_topic(assistant)
    texts = [str(row["tekst"]) for row in rows("spoergsmaal-dev.jsonl")]
    without = [str(row["tekst"]) for row in rows("uden-svar-dev.jsonl")]
    labels = np.array([1] * len(texts) + [0] * len(without))
    words = assistant.index.words
    table = np.concatenate(
        [
            features(text, assistant.search(text, 8), words, assistant.topic(Renset(text)))
            for text in (*texts, *without)
        ]
    )
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=2000)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    chances = cross_val_predict(model, table, labels, cv=folds, method="predict_proba")[:, 1]
    print("tærskel  fejlagtigt afvist  fejlagtigt besvaret")
    for threshold in np.arange(0.2, 0.85, 0.05):
        refused = (chances[labels == 1] < threshold).mean()
        answered = (chances[labels == 0] >= threshold).mean()
        print(f"{threshold:7.2f}  {refused:17.2f}  {answered:19.2f}")
    model.fit(table, labels)
    print(f"vægte {model.coef_.round(2).tolist()}")
    write(assistant, "svar", model)


if __name__ == "__main__":
    main()
