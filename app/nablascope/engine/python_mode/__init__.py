"""Python mode: a text that a person trusts, run by Python itself.

Its code can do whatever the engine process can: what holds it is the process and its sandbox, not this
package. So nothing here is trusted after a run, and the window lets no other program follow in the same
process.
"""
