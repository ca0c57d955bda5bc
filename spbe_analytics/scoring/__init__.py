"""Levels to aspects, domains, index and predicate, exactly; and reconciliation with printed figures."""

from spbe_analytics.scoring.reconcile import Mismatch, reconcile
from spbe_analytics.scoring.reconstruct import LevelSum, Reconstruction, reconstruct, trace
from spbe_analytics.scoring.scores import Scores, predicates, score, whole_weights

__all__ = [
    "LevelSum",
    "Mismatch",
    "Reconstruction",
    "Scores",
    "predicates",
    "reconcile",
    "reconstruct",
    "score",
    "trace",
    "whole_weights",
]
