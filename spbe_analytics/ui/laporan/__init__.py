"""The room of *Laporan*."""
