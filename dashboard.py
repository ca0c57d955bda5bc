"""Opens SPBE Analytics: ``streamlit run dashboard.py``."""

from streamlit import App

from spbe_analytics.ui.door.door import MIDDLEWARE
from spbe_analytics.ui.door.sockets import without_delay
from spbe_analytics.ui.kit.shell import run

if __name__ == "__main__":  # for each visitor
    run()
else:  # once a server
    app = App(__file__, middleware=MIDDLEWARE, lifespan=without_delay)
