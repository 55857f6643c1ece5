from reprise.apps.accounts.actors import customer_of_case, customer_of_order


def test_the_customers_of_a_case_and_of_an_order_with_one_number_are_two_people() -> None:
    assert customer_of_case(1, 12, "Alice").key == "customer:12"
    assert customer_of_order(1, 12, "Bruno").key == "customer:order-12"
