"""What follows from the standings for those who hold a council to account: pure functions, frozen results."""
