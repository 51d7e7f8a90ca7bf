app_name = "walkthroughs"
urlpatterns = []
