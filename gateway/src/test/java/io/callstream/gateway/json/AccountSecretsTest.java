package io.callstream.gateway.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret of an account of AWS looks like nothing but stands behind its id; private keys are known by their first line. */
class AccountSecretsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦AKIAIOSFODNN7EXAMPLE⟧ ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧",
                "⟦AKIAIOSFODNN7EXAMPLE⟧:⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧.",
                "⟦AKIAIOSFODNN7EXAMPLE⟧,sk=⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧",
                "{\"a\":\"⟦AKIAIOSFODNN7EXAMPLE⟧\\n⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧\\n\"}",
                "{\"a\":\"⟦AKIAIOSFODNN7EXAMPLE⟧\\u0020⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧\"}",
                "{\"a\":\"⟦AKIAIOSFODNN7EXAMPLE⟧ ⟦wJalrXUtnFEMI\\/K7MDENG\\/bPxRfiCYEXAMPLEKEY⟧\"}",
                "{\"a\":\"⟦AKIAIOSFODNN7EXAMPLE⟧\",\"b\":\"⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧\"}",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧ then ⟦sk-1234⟧",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧"
                        + " ⟦ASIAIOSFODNN7EXAMPLE⟧ ⟦aJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY⟧",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ aws_secret_access_key=⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧",
            })
    void behindItsIdItIsKnown(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ⟦AKIAIOSFODNN7EXAMPLE⟧",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ wwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ wJalrXUtnFEMI/KxMDENG/bPxRfiCYEXAMPLEKEY",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ WJALRXUTNFEMI/K7MDENG/BPXRFICYEXAMPLEKEY",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY=",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY-1",
                "⟦AKIAIOSFODNN7EXAMPLE⟧ a-wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "⟦AKIAIOSFODNN7EXAMPLE⟧",
            })
    void otherTextsBehindAnIdAreOrdinary(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "398, true", "399, false"})
    void notFarBehind(int words, boolean known) {
        String between = " " + ".".repeat(words);

        MarkedSecrets.areFound("⟦AKIAIOSFODNN7EXAMPLE⟧" + between + (known ? '⟦' + SECRET + '⟧' : SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----⟧ and more",
                "⟦-----BEGIN PRIVATE KEY-----\nMIIB⟧",
                "a ⟦-----BEGIN OPENSSH PRIVATE KEY-----\nb3\n-----END OPENSSH PRIVATE KEY-----⟧\n-----",
                "⟦-----BEGIN PGP PRIVATE KEY BLOCK-----\nb3\n-----END PGP PRIVATE KEY BLOCK-----⟧",
                "{\"k\":\"⟦-----BEGIN EC PRIVATE KEY-----\\nMH\\n-----END EC PRIVATE KEY-----⟧\\n\",\"n\":1}",
                "{\"k\":\"⟦-----BEGIN PRIVATE KEY-----\\nMIIB⟧\",\"n\":1}",
                "{\"k\":\"⟦-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIV⟧\",\"n\":1}",
                "⟦-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----⟧⟦-----BEGIN PRIVATE KEY-----\nB\n-----END A-----⟧",
                "{\"k\":\"⟦-----BEGIN PRIVATE KEY-----\\nMIIB⟧\",\"c\":\"-----BEGIN CERTIFICATE-----\\nMI\\n-----END CERTIFICATE-----\"}",
                "k = \"⟦-----BEGIN PRIVATE KEY-----\" +\n\"MIIB\" +\n\"-----END PRIVATE KEY-----⟧\"",
            })
    void aPrivateKeyFromItsFirstLineToItsLast(String marked) {
        MarkedSecrets.areFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PRIVATE KE",
                "-----begin private key-----",
                "-----BEGIN THE CHAPTER ABOUT EVERYTHING AND A PRIVATE KEY-----",
                "-----",
            })
    void otherLinesOfThatKindAreOrdinary(String text) {
        MarkedSecrets.areFound(text);
    }

    @Test
    void theNameOfAKindOfKeyMayBeLong() {
        MarkedSecrets.areFound("⟦-----BEGIN " + "A".repeat(28) + " PRIVATE KEY-----⟧");
        MarkedSecrets.areFound("-----BEGIN " + "A".repeat(29) + " PRIVATE KEY-----");
    }
}
