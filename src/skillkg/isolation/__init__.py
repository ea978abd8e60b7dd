"""What is untrusted runs in another process, with limits in time, memory and depth.

A room that has something untrusted to do (parse a file, answer a query) names a function of its
own that does it, its *handler*, and asks for it through a :class:`.pool.Pool`. What the handler
takes and what it sends are bytes; the room says what they mean.
"""
