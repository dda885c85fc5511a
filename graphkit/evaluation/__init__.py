"""How right claims are, measured against articles annotated by hand (docs/evaluation.md)."""

from graphkit.evaluation.gold import GoldArticle, read_gold, shipped_gold
from graphkit.evaluation.match import Matched, match
from graphkit.evaluation.report import Counts, Evaluation, evaluate

__all__ = ["Counts", "Evaluation", "GoldArticle", "Matched", "evaluate", "match", "read_gold", "shipped_gold"]
