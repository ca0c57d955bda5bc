"""The Streamlit side: shell, filters, cache, components. With ``pages/`` the only importer of streamlit."""
