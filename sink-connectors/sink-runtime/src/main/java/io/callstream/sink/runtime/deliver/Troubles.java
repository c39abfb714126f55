package io.callstream.sink.runtime.deliver;

/** Hears of troubles and of their ends, each as often as it likes. Safe for use by several threads. */
public interface Troubles {
    /** @param reason for people: what failed, where, and why */
    void trouble(Trouble what, String reason);

    void over(Trouble what);
}
