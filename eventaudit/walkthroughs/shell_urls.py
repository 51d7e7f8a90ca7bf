from django.urls import path

from . import shell_views

urlpatterns = [
    path("sw.js", shell_views.worker, name="worker"),
    path("manifest.webmanifest", shell_views.manifest, name="manifest"),
    path("offline/", shell_views.offline, name="offline"),
    path("install/", shell_views.install, name="install"),
]
