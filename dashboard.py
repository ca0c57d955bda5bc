"""Opens SPBE Analytics: ``streamlit run dashboard.py``."""

from spbe_analytics.ui.shell import run

run()
