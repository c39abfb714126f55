package io.callstream.gateway.redact;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Telephone numbers, cards and accounts: where they begin and end among other numbers, and which numbers are none. */
class NumbersFoundTest {
    private static final Finder PHONE = new PhoneFinder();
    private static final Finder CARD = new CardFinder();
    private static final Finder IBAN = new IbanFinder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦+49 30 901820⟧",
                "⟦+49 (30) 901820-0⟧, and",
                "⟦+49 (0) 30 901820⟧",
                "⟦+(49) 30 901820⟧",
                "(⟦+49 30 901820⟧)",
                "tel:⟦+4930901820⟧;x",
                "⟦+12345678⟧",
                "⟦+123456789012345⟧",
                "⟦0012345678⟧",
                "⟦00123456789012345⟧",
                "⟦0049.30/901820⟧",
                "⟦+49\u00a030\u00a0901820⟧",
                "⟦(555) 010-9999⟧",
                "⟦(555)010-9999⟧",
                "⟦555-010-9999⟧",
                "⟦555.010.9999⟧",
                "⟦555 010 9999⟧",
                "⟦1 (555) 010-9999⟧",
                "⟦1-555-010-9999⟧",
                "⟦+1 (555) 010-9999⟧",
                "⟦555-010-9999⟧, ⟦555-010-8888⟧",
                "⟦+49 30 901820⟧ ⟦+49 30 901821⟧",
                "ü ⟦+49 30 901820⟧",
            })
    void aTelephoneNumber(String marked) {
        Found.exactly(PHONE, marked);
    }

    /** The number of something else follows, and does not hide it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call ⟦555-010-9999⟧. 20 of us are here",
                "Call ⟦555-010-9999⟧ 12 times",
                "Call ⟦1-555-010-9999⟧ 12 times",
                "Call ⟦(555) 010-9999⟧ 2026-11-28",
                "12 ⟦555-010-9999⟧",
                "⟦+49 30 901820 4111⟧ 1111 1111 1111",
                "⟦+1 555 010 9999⟧ 12345678",
                "⟦0049 30 901820 4111⟧ 1111 1111 1111",
            })
    void aTelephoneNumberAmongOthers(String marked) {
        Found.exactly(PHONE, marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1234567",
                "001234567",
                "+1234567890123456",
                "001234567890123456",
                "+0123456789",
                "000012345678",
                "0000000000",
                "00",
                "+",
                "a+4930901820",
                "7+4930901820",
                "555-0109999",
                "5550109999",
                "5550-10-9999",
                "55-0109-9999",
                "555-010-99999",
                "555-010-999",
                "555-010-9999-1234",
                "155-010-9999",
                "055-010-9999",
                "1-155-010-9999",
                "12-555-01-9999",
                "a555-010-9999",
                "555---010-9999",
                "555_010_9999",
                "2026-11-26T23:48:17Z",
                "192.168.100.200",
                "10.20.30.40",
            })
    void noTelephoneNumber(String text) {
        Found.exactly(PHONE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦4111111111111111⟧",
                "⟦4111 1111 1111 1111⟧",
                "⟦4111-1111-1111-1111⟧",
                "⟦4111.1111.1111.1111⟧",
                "⟦4111\u00a01111\u00a01111\u00a01111⟧",
                "⟦5500-0000-0000-0004⟧ 12/27 123",
                "⟦378282246310005⟧",
                "⟦3782 822463 10005⟧",
                "⟦30569309025904⟧",
                "⟦6011111111111117⟧",
                "⟦2223003122003222⟧",
                "⟦4222222222222⟧",
                "⟦6304000000000000000⟧",
                "x⟦4111111111111111⟧y",
                "1 ⟦4111111111111111⟧",
                "4 ⟦4111111111111111⟧",
                "⟦4111111111111111⟧ ⟦5500000000000004⟧",
                "⟦4111111111111111⟧  2",
                "\"n\":⟦4111111111111111⟧}",
            })
    void aCard(String marked) {
        Found.exactly(CARD, marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "411111111111111",
                "1111111111111117",
                "0000000000000000",
                "7000000000000000005",
                "9111111111111111",
                "4111  1111 1111 1111",
                "4111,1111,1111,1111",
                "41111111111111110000000",
                "422222222222",
                "1732665600000",
                "",
            })
    void noCard(String text) {
        Found.exactly(CARD, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦DE89370400440532013000⟧",
                "⟦DE89 3704 0044 0532 0130 00⟧ is mine",
                "⟦DE89-3704-0044-0532-0130-00⟧",
                "⟦DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000⟧",
                "⟦gb82WEST12345698765432⟧.",
                "⟦NO9386011117947⟧",
                "⟦FR1420041010050500013M02606⟧",
                "⟦MT84MALT011000012345MTLCAST001S⟧",
                "(⟦DE89370400440532013000⟧)",
                "⟦DE89370400440532013000⟧ ⟦GB82WEST12345698765432⟧",
                "IBAN:⟦DE89370400440532013000⟧",
                "⟦DE89370400440532013000⟧xyz",
            })
    void anAccount(String marked) {
        Found.exactly(IBAN, marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88370400440532013000",
                "DE8937040044053201300",
                "DE89  3704 0044 0532 0130 00",
                "DE89 3704 0044 0532 0130 0",
                "ADE89370400440532013000",
                "1DE89370400440532013000",
                "D889370400440532013000",
                "DEAR 2024 readers of this",
                "DE8",
                "E89",
                "89",
                "GB82",
                "NO938601111794",
            })
    void noAccount(String text) {
        Found.exactly(IBAN, text);
    }

    /** Of a country whose lengths are not known, the longest is taken whose check digits are right. */
    @ParameterizedTest
    @CsvSource({"15", "20", "34"})
    void anAccountOfAnotherCountry(int length) {
        Found.exactly(IBAN, '⟦' + account("QQ", length) + '⟧');
        Found.exactly(IBAN, '⟦' + account("QQ", length) + "⟧, 1");
    }

    @ParameterizedTest
    @CsvSource({"14", "35"})
    void ofNoCountryTheyAreShorterOrLonger(int length) {
        Found.exactly(IBAN, account("QQ", length));
    }

    @Test
    void aLongRowOfDigitsIsReadToItsEnd() {
        Found.exactly(CARD, "1".repeat(200) + " ⟦4111111111111111⟧");
        Found.exactly(PHONE, "1".repeat(200) + " ⟦+49 30 901820⟧");
        Found.exactly(PHONE, "+" + "1".repeat(200));
    }

    private static String account(String country, int length) {
        String rest = "1".repeat(length - 4);
        StringBuilder digits = new StringBuilder(rest);
        for (char letter : country.toCharArray()) {
            digits.append(letter - 'A' + 10);
        }
        int remainder =
                new BigInteger(digits + "00").mod(BigInteger.valueOf(97)).intValue();
        return "%s%02d%s".formatted(country, 98 - remainder, rest);
    }
}
