"""The upload at hand: its files as read by what is known of them, in one flow for one file and for many."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from spbe_analytics.ingest import Identity
from spbe_analytics.ingest import Mapping as Meaning
from spbe_analytics.preview import Evaluated, Preview, preview_many
from spbe_analytics.ui.kit import cache
from spbe_analytics.ui.kit.boundary import answering
from spbe_analytics.ui.unggah import steps
from spbe_analytics.ui.unggah.desk import File, Parcel
from spbe_analytics.ui.unggah.steps import Place


@dataclass(frozen=True)
class Upload:
    """An upload and where on its way a person is.

    Attributes:
        place: The place.
        parcel: What lies on the desk, read.
    """

    place: Place
    parcel: Parcel

    @property
    def previews(self) -> tuple[Preview, ...]:
        """What each file holds and would come to."""
        return self.parcel.previews

    @property
    def ready(self) -> list[Preview]:
        """The files that can be stored."""
        return [item for item in self.previews if item.committable]

    @property
    def found(self) -> list[Evaluated]:
        """The assessments that can be stored."""
        return [one for item in self.ready for one in item.evaluated]

    @property
    def hints(self) -> Identity:
        """What the files were read by, besides themselves."""
        return self.parcel.hints or Identity()

    def agree(self, what: Hashable, *, agreed: bool = True) -> None:
        """Keep a decision with the upload."""
        change = {what} if agreed else set()
        self._change(lambda parcel: replace(parcel, agreed=parcel.agreed - {what} | change))

    def say(self, said: Identity) -> None:
        """Keep what a person says beside the files; they are read anew by it."""
        self._change(lambda parcel: replace(parcel, said=said))

    def correct(self, digest: str, meaning: Meaning | None) -> None:
        """Keep what a person says of the columns of a file, or forget it; the file is read anew by it."""
        said = {} if meaning is None else {digest: meaning}
        self._change(
            lambda parcel: replace(
                parcel, corrections={key: old for key, old in parcel.corrections.items() if key != digest} | said
            )
        )

    def _change(self, how: Callable[[Parcel], Parcel]) -> None:
        steps.desk().change(self.place.token, how)


@answering
def agree(upload: Upload, what: Hashable, key: str | None = None) -> None:
    """Keep a decision when a button is pressed, or what a box now says when it is touched."""
    upload.agree(what, agreed=key is None or bool(st.session_state.get(key)))


def at_hand(place: Place) -> Upload | None:
    """Return the upload of a place, read by what is known now; ``None`` where none lies there."""
    parcel = steps.desk().look(place.token)
    if parcel is None:
        return None
    kept = cache.workspace().mappings()
    hints = replace(parcel.said, mappings=(*parcel.corrections.values(), *kept))
    if parcel.hints != hints or len(parcel.previews) != len(parcel.files):
        previews = tuple(_read(parcel.files, hints))
        changed = steps.desk().change(place.token, lambda now: replace(now, hints=hints, previews=previews))
        if changed is None:
            return None
        parcel = changed
    return Upload(place, parcel)


def _read(files: Sequence[File], hints: Identity) -> list[Preview]:
    """Read files, showing how far it is."""
    found: dict[int, Preview] = {}
    bar = st.progress(0.0, text="Membaca berkas…") if len(files) > 1 else None
    with st.spinner("Membaca berkas…"):
        for place, previewed in preview_many([(file.content, file.name) for file in files], hints, cache.readers()):
            found[place] = previewed
            if bar is not None:
                said = f"{len(found)} dari {len(files)} berkas terbaca: {previewed.reading.name}"
                bar.progress(len(found) / len(files), text=said)
    if bar is not None:
        bar.empty()
    return [found[place] for place in range(len(files))]
