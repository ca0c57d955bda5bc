"""The audit: reads every page for every government and holds each sentence against a calculator of its own.

``make audit`` (``python -m tests.audit``) prints one line a kind of contradiction; zero is the only pass. Answers of
pages are kept under ``var/audit/`` as long as product, data and ``pages.py`` stay the same, so a second run, or one
after a change of a wording's row, takes two minutes. ``make test`` reads the fixed sample of ``sample.py``.

==================  ==============================================================================================
``calculator.py``   what is true: exact fractions from ``data/published``, without a line of the product
``pages.py``        opens pages through ``AppTest`` and writes down their lines; the only module that knows the app
``context.py``      what an address speaks of, and how a number, a difference or a range must be written
``claims/``         the table of wordings: a regular expression and a check a row; ``table.py`` holds its pieces
``claims/words.py`` wordings that are false whatever the figures are, and numbers that need not be read, with reasons
``tables.py``       rows of tables, known by their headings
``audit.py``        holds lines, pages and several pages of one government against each other; runs and reports
``scope.py``        what the whole run reads; ``sample.py`` what ``make test`` reads
==================  ==============================================================================================

**A new wording** shows up as *angka tanpa arti*: ``python -m tests.audit --only tren --kind "angka tanpa arti"
--examples 20``. Add a row where its subject is, under ``claims/``::

    @pattern(rf"^(?P<what>{PILLAR}) naik (?P<x>{V}) dari (?P<y>{Y})$", kinds="heading", pages="tren")
    def _risen(c: Context, g: Groups) -> Found:
        yield from moved(c, c.node(g["what"]), int(g["y"]), c.year, "naik", g["x"])

``kinds`` and ``pages`` are names separated by spaces; without them the row is for all. A check yields ``Wrong(kind,
what is true)``, ``Said(fact, value)`` for what other lines and pages may tell as well, and ``Pass()`` where the words
turn out not to be its own. What a row reads is consumed, rows are tried in the order of the modules and of the lines
in them (of stacked decorators the lowest first). Numbers that need no reading get a row in ``UNREAD`` with the reason.
Then put the fault into ``test_audit_finds.py``, with the true sentence beside it.

**Rules that the audit takes from the decisions**, each in one place: whether misprints are ranked
(``calculator.MISPRINTS_ARE_RANKED``), ranges rounded outward (``context.range_is``), rank moves among the governments
of both years (``Calculator.common_ranks``), averages on one basis (``claims/groups.py``).

**Not read**: the drawings of pictures (their alternative texts are), whether a plan is possible, reaches its goal and
is the cheapest (a proof of its own), uploads (published figures only), and the numbers on *Riwayat*, *Metodologi*,
*Unggah data* and *Tindak lanjut*, which have tests of their own; their words, empty states and exceptions are read.
"""
