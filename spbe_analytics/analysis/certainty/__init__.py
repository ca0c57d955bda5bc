"""How sure a rank is: from what two printed decimals hide, and if assessors had judged a little differently."""
