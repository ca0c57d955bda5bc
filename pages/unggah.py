"""Unggah data: the file, its findings, what changes, what was stored."""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.unggah import changes_step, file_step, findings_step, question, reading_plan, steps, stored_step
from spbe_analytics.ui.unggah.steps import Step
from spbe_analytics.ui.unggah.upload import at_hand

view = open_page()
place = steps.here()
if place.step is Step.FILE:
    parts((file_step.opening, file_step.templates, file_step.take), view, place)
elif place.step is Step.STORED:
    parts((stored_step.shown,), view, place)
elif upload := at_hand(place):
    if place.step is Step.FINDINGS:
        parts((findings_step.opening, question.ask, findings_step.files), view, upload)
        chosen = findings_step.choose(upload)
        parts((findings_step.listed, reading_plan.step), view, upload, chosen)
        parts((findings_step.said, findings_step.onward), view, upload)
    else:
        parts((changes_step.opening, question.ask, changes_step.shown, changes_step.commit), view, upload)
