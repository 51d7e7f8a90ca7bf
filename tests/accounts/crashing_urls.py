from django.urls import path

from eventaudit.accounts.policies import public
from eventaudit.config.urls import urlpatterns as real_urlpatterns


@public
def crash(request):
    raise RuntimeError("a fault of ours")


urlpatterns = [path("crash/", crash), *real_urlpatterns]
