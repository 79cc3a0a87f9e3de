from hypothesis import settings

# Deadlines measure the machine, which others share; every test has a time-out of its own.
settings.register_profile("nutgraf", deadline=None)
settings.load_profile("nutgraf")
