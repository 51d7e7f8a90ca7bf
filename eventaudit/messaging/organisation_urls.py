from django.urls import path

from .views import learnt

app_name = "reading"
urlpatterns = [
    path("", learnt.learnt, name="learnt"),
    path("forget/", learnt.forget, name="forget"),
]
