"""What the synthetic shop promises: a policy as small shops have it, in the form in which versions keep it."""

from typing import Any, Final

POLICY: Final[dict[str, Any]] = {
    "terms": {"decision_days": 2, "return_by_days": 21},
    "tables": {
        "answer": [
            {"id": "a1", "when": {"danger": True}, "then": {
                "verdict": "person", "question_fr": "Quelqu’un a-t-il été en danger ?",
                "question_en": "Was anybody in danger?",
            }},
            {"id": "a2", "when": {"claim": ["defect", "wrong_item"], "value_minor": {"most": 1_499},
                                  "law": ["accept", "part", "person"]},
             "then": {"verdict": "accept", "automatic": True, "remedy": "replacement", "goods": "keep"}},
            {"id": "a3", "when": {"claim": ["withdraw"], "law": ["accept"], "value_minor": {"most": 10_000}},
             "then": {"verdict": "accept", "automatic": True, "remedy": "refund", "goods": "return"}},
        ],
        "window": [
            {"id": "w1", "when": {"kind": ["filament", "resin"], "opened": True}, "then": {"days": 0}},
            {"id": "w2", "when": {"kind": ["custom_print", "personalised_print", "digital_file"]}, "then": {"days": 0}},
            {"id": "w3", "when": {}, "then": {"days": 30, "return_cost_by": "buyer"}},
        ],
        "evidence": [
            {"id": "e1", "when": {"claim": ["defect"], "kind": ["custom_print", "catalogue_print"]},
             "then": {"photos": 2}},
        ],
        "approval": [{"id": "s1", "when": {"amount_minor": {"least": 50_000}}, "then": {"second_person": True}}],
    },
}  # fmt: skip
