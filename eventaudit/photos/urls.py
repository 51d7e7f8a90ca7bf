from django.urls import path, register_converter

from . import views


class SizeConverter:
    regex = "small|large|original"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SizeConverter, "photo_size")

app_name = "photos"
urlpatterns = [
    path("photos/<uuid:photo_pk>/<photo_size:size>/", views.photo, name="photo"),
]
