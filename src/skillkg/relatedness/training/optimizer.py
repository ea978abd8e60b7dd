"""Adam that leaves the moments of tokens alone which a batch does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Callable


class LazyAdam(torch.optim.SparseAdam):  # type: ignore[misc]
    """SparseAdam over gradients that are dense, most of whose rows are zeros.

    A batch has a tenth of the tokens. Plain Adam moves the other rows too, by what they learned
    long ago; here that cost .03 of MELO's mean reciprocal rank. The trainer wants gradients that
    have a norm, which sparse ones have not: they are made sparse here, at the last moment.
    """

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Update the rows that have a gradient."""
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter.grad = _sparse(parameter.grad)
        return super().step(closure)


def _sparse(gradient: torch.Tensor) -> torch.Tensor:
    """Keep the rows that are not zeros; ``Tensor.to_sparse`` takes a second for this."""
    rows = gradient.any(dim=1).nonzero().squeeze(1)
    return torch.sparse_coo_tensor(
        rows[None], gradient[rows], gradient.shape, is_coalesced=True, check_invariants=False
    )
