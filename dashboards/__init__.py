"""The dashboards: a Streamlit app over the published warehouse."""
