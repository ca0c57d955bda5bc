"""Opens SPBE Analytics: ``streamlit run dashboard.py``."""

from spbe_analytics.ui.kit.shell import run

run()
