package io.callstream.gateway.redact;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of e-mail, and what else has an at sign in it. */
class MailFoundTest {
    private static final Finder MAIL = new MailFinder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦a@b.co⟧",
                "to ⟦ada.lovelace+x@mail.example.org⟧.",
                "<⟦ada@x.org⟧>",
                "mailto:⟦ada@x.org⟧?subject=x",
                "\"⟦ada@x.org⟧\"",
                "⟦ada@x.org⟧, ⟦bob@y.org⟧",
                "⟦o'brien@x.org⟧",
                "⟦grüße@müller.de⟧",
                "⟦ελλη@παράδειγμα.ελ⟧",
                "⟦😀@x.org⟧",
                "⟦ada@xn--mller-kva.xn--p1ai⟧",
                "⟦ada@a-b.c-d.example⟧",
                "⟦ada@x.org⟧-",
                "⟦ada@x.org⟧...",
                "⟦ada@x.c2⟧",
                "@ada ⟦ada@x.org⟧",
                "⟦a1@1.org⟧",
            })
    void anAddress(String marked) {
        Found.exactly(MAIL, marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me@home",
                "@everyone",
                "a @ b.co",
                "a@ b.co",
                "a@b.c",
                "a@.co",
                "a@b.",
                "a@b.-co",
                "a@",
                "@",
                "@b.co",
                "npm install lodash@4.17.21 react@18.2.10",
                "next@14.0.0-canary.12",
                "root@192.168.100.200",
                "x@1.10",
            })
    void noAddress(String text) {
        Found.exactly(MAIL, text);
    }

    @ParameterizedTest
    @CsvSource({"1", "255", "256"})
    void aNameHasABound(int length) {
        Found.exactly(MAIL, '⟦' + "a".repeat(length) + "@b.co⟧");
    }

    /** What is longer is cut there: nothing that can be an address is left. */
    @ParameterizedTest
    @CsvSource({"257, 1", "300, 44"})
    void aLongerOneIsTakenOutFromItsBound(int length, int left) {
        Found.exactly(MAIL, "a".repeat(left) + '⟦' + "a".repeat(length - left) + "@b.co⟧");
    }

    @ParameterizedTest
    @CsvSource({"250, true", "251, false"})
    void aHostHasABound(int length, boolean known) {
        String host = "h".repeat(length) + ".co";
        Found.exactly(MAIL, known ? "⟦a@" + host + '⟧' : "a@" + host);
    }
}
