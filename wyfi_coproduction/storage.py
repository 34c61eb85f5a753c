"""Where files that people bring are kept."""

from pathlib import Path


def uploads_storage(env, *, folder: Path) -> dict:
    """Return Django's setting for them: a folder that no web server serves, or an S3-compatible store.

    The store takes over where `UPLOADS_S3_BUCKET` is set; `folder` holds where `UPLOADS_DIR` is not.
    """
    bucket = env.str("UPLOADS_S3_BUCKET", default="")
    if not bucket:
        location = env.str("UPLOADS_DIR", default=str(folder))
        only_ours = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": location} | only_ours}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("UPLOADS_S3_ENDPOINT", default=None),
        "region_name": env.str("UPLOADS_S3_REGION", default=None),
        # Where these are not set, boto3 looks for them in the places that it knows.
        "access_key": env.str("UPLOADS_S3_KEY", default=None),
        "secret_key": env.str("UPLOADS_S3_SECRET", default=None),
        # Private by the bucket's own rules, encrypted where they lie, and never written over.
        "default_acl": None,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
