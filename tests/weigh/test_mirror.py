import pytest
from tests.weigh.makers import told, transfer

from dragoman.errors import InputRefused
from dragoman.model import Category, Status
from dragoman.weigh import mirror, weigh

PREAMBLE = "Transfers of major weapons\n" * 11
DEAL_YEARS = PREAMBLE + (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order "
    "date,Order date is estimate,"
    "Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,"
    "TIV deal unit,TIV delivery values,Local production\n"
    "1,Turkey,Albania,Bayraktar TB2,Armed UAV,Aircraft,2022,No,2,No,2023,No,New,1,1,2,No\n"
    "1,Turkey,Albania,Bayraktar TB2,Armed UAV,Aircraft,2022,No,1,No,2024,No,New,1,1,1,No\n"
    "2,Germany,Kosovo,Leopard-2A4,Tank,Armoured vehicles,2020,Yes,10,No,2021,No,Second hand,1,1,10,No\n"
)
REGISTER = PREAMBLE + (
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "Albania,Turkey,2022,?,5,?,Bayraktar TB2,Armed UAV,3,,2023; 2024,New,,1,5,3\n"
    ",unknown supplier(s),2019,,4,,Mi-17,Transport helicopter,,,,New,,1,4,\n"
)


def deals():
    pairs = [
        told(
            "a", transfer(quantity=3, status=Status.ORDERED, when=("2022-12-01", "2022-12-31")), published="2022-12-20"
        ),
        told("b", transfer(quantity=3, status=Status.DELIVERED, when="2024-03-01"), published="2024-03-02"),
        told("c", transfer("Javelin", supplier=("USA",), recipient=("XKX",), category=Category.MISSILE)),
    ]
    return weigh([r for r, _ in pairs], [f for _, f in pairs]).deals


def test_deal_years_become_one_entry_and_match():
    entries = mirror.read_sipri(DEAL_YEARS)
    assert [(e.weapon, e.delivered.low, e.delivery_years) for e in entries] == [
        ("Bayraktar TB2", 3, (2023, 2024)),
        ("Leopard-2A4", 10, (2021,)),
    ]
    result = mirror.compare(deals(), entries)
    assert len(result.matches) == 1 and not result.matches[0].cells
    assert len(result.only_here) == 1 and "Javelin" in result.only_here[0]
    assert [e.weapon for e in result.only_there] == ["Leopard-2A4"]


def test_register_layout_carries_the_recipient_down_and_shows_cells_that_disagree():
    entries = mirror.read_sipri(REGISTER)
    assert [(e.recipient, e.supplier) for e in entries] == [(("ALB",), ("TUR",)), (("ALB",), ())]
    assert entries[0].order_year and (entries[0].order_year.low, entries[0].order_year.high) == (2021, 2023)
    [match] = mirror.compare(deals(), entries).matches
    assert [(c.field, c.here, c.there) for c in match.cells] == [("number ordered", "3", "5")]


def test_unroca_rows():
    table = (
        "Category (I-VII),Exporter State,Final importer State,Number of items,Description of item,Year\n"
        "IV,Turkey,Albania,3,Bayraktar TB2,2024\n"
    )
    [entry] = mirror.read_unroca(table)
    assert (entry.supplier, entry.recipient, entry.delivered.low) == (("TUR",), ("ALB",), 3)
    assert len(mirror.compare(deals(), [entry]).matches) == 1


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x00", "Recipient\n"])
def test_another_table_is_refused_with_what_to_do(text):
    with pytest.raises(InputRefused, match="header"):
        mirror.read_sipri(text)
