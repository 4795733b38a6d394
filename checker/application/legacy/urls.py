from django.urls import path

from legacy import views

urlpatterns = [
    path("<str:kind>/", views.documents),
    path("<str:kind>/<str:id>", views.document),
    path("<str:kind>/<str:id>/create", views.create),
]
