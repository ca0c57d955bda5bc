"""Who stands where: who is there, ranks, averages, and governments beside each other."""
