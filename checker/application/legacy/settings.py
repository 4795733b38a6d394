"""The legacy application keeps everything in Elasticsearch: there is no database here."""

import logging
import os

SECRET_KEY = "never leaves the checker"
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "legacy.urls"
INSTALLED_APPS = ["checking"]
MIDDLEWARE = []
DATABASES = {}
USE_TZ = True
# Every 404 and every lost connection would be logged: here they are answers as any other.
LOGGING_CONFIG = None
logging.disable(logging.ERROR)

ELASTICSEARCH_HOSTS = os.environ.get("ELASTICSEARCH_HOSTS", "http://127.0.0.1:9200").split(",")
# Where the application writes down what it has deleted, for a follower that believes such hints.
HINTS = os.environ.get("HINTS", "")
