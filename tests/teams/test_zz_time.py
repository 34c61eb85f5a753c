import time, pytest
from django.test.utils import CaptureQueriesContext
from django.db import connection
from tests.teams.test_import_people import *
from tests.beneficiaries import test_import as b
from tests.factories import person
@pytest.mark.parametrize("again",[0,1])
def test_people(desk, leeds, calderdale, again):
    rows=[f"Person {i},p{i}@x.example,{'Leeds' if i%2 else 'Calderdale'},Champion" for i in range(500)]
    if again: confirm(desk, preview(desk, csv_of(*rows))); rows=[r.replace("Champion","Navigator") for r in rows]
    t=time.time()
    with CaptureQueriesContext(connection) as q: r=preview(desk, csv_of(*rows))
    t1=time.time(); n=len(q)
    with CaptureQueriesContext(connection) as q: confirm(desk, r)
    print("people", again, round(t1-t,2), n, round(time.time()-t1,2), len(q))
    assert Membership.objects.count()==500
@pytest.mark.parametrize("again",[0,1])
def test_ben(desk, calderdale, again):
    n=[person("navigator", calderdale, email=f"n{i}@x.example") for i in range(10)]
    rows=[f"CAL-{i:03},K{i},Calderdale,n{i%10}@x.example,active" for i in range(500)]
    if again: b.confirm(desk, b.preview(desk,*rows)); rows=[r.replace("active","paused") for r in rows]
    t=time.time()
    with CaptureQueriesContext(connection) as q: r=b.preview(desk, *rows)
    t1=time.time(); n=len(q)
    with CaptureQueriesContext(connection) as q: b.confirm(desk, r)
    print("ben", again, round(t1-t,2), n, round(time.time()-t1,2), len(q))
    assert b.Beneficiary.objects.count()==500
