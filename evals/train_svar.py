"""Train what tells whether the hits answer a question: ``python -m evals.train_svar``.

Logistic regression over ``answer.features`` on evals/data/spoergsmaal-dev.jsonl (answered) and
uden-svar-dev.jsonl (not); five-fold predictions give the curve of both errors over the threshold.
Writes assistent/models/hoveder/svar.npz.
"""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistent.answer import features
from assistent.assistant import Assistant
from assistent.models.heads import LinearHead, save_head
from evals.spoerg import rows


def main() -> None:
    """Run from the command line."""
    assistant = Assistant()
    assistant.build_vectors()
    texts = [str(row["tekst"]) for row in rows("spoergsmaal-dev.jsonl")]
    without = [str(row["tekst"]) for row in rows("uden-svar-dev.jsonl")]
    labels = np.array([1] * len(texts) + [0] * len(without))
    words = assistant.index.words
    table = np.concatenate(
        [features(text, assistant.search(text, 8), words) for text in (*texts, *without)]
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
    weights = np.concatenate([np.zeros_like(model.coef_), model.coef_]).T.astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    head = LinearHead("svar", "1", assistant.embedder.fingerprint, ("nej", "ja"), weights, bias)
    print(f"{save_head(head)} skrevet; vægte {model.coef_.round(2).tolist()}")


if __name__ == "__main__":
    main()
