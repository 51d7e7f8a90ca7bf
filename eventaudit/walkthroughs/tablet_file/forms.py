from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TabletFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of unsent work"),
        help_text=gettext_lazy("The .zip that the tablet saved, as it is."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".zip,.json,application/zip,application/json"

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > settings.BODY_MAX_BYTES:
            raise ValidationError(
                _("The file is %(size)d MB; at most %(most)d MB are taken."),
                params={"size": -(-upload.size // 1024**2), "most": settings.BODY_MAX_BYTES // 1024**2},
            )
        return upload
