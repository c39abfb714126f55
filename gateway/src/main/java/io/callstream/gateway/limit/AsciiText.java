package io.callstream.gateway.limit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A text of plain signs, put together as bytes: a call that is limited gets a dozen header lines, and by way of strings they
 * cost several times as much. Only for one thread.
 */
public final class AsciiText {
    private static final int CAPACITY = 640;
    private static final int MOST_DIGITS = 19;
    private static final byte[] TENS = pairs(pair -> pair / 10);
    private static final byte[] ONES = pairs(pair -> pair % 10);
    private static final byte[] SMALLEST = of(Long.toString(Long.MIN_VALUE));

    private byte[] bytes = new byte[CAPACITY];
    private int length;

    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public AsciiText add(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    public AsciiText add(char sign) {
        room(1);
        bytes[length++] = (byte) sign;
        return this;
    }

    public AsciiText add(long number) {
        if (number == Long.MIN_VALUE) {
            return add(SMALLEST);
        }
        if (number < 0) {
            add('-');
        }
        long size = Math.abs(number);
        digits(size, length(size));
        return this;
    }

    /** An amount as people write it: no zeros at the end, no exponent. */
    public AsciiText addDollars(long nanoUsd) {
        if (nanoUsd < 0 && nanoUsd > -Budget.NANOS) {
            add('-');
        }
        add(nanoUsd / Budget.NANOS);
        long fraction = Math.abs(nanoUsd % Budget.NANOS);
        if (fraction != 0) {
            addFraction(fraction);
        }
        return this;
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }

    private void addFraction(long nanos) {
        long left = nanos;
        int digits = Budget.NANO_DIGITS;
        for (; left % 10 == 0; left /= 10) {
            digits--;
        }
        add('.').digits(left, digits);
    }

    /** So many digits of a number, zeros in front included; two at a time, since a division takes longest. */
    private void digits(long number, int count) {
        room(count);
        int at = length + count;
        long left = number;
        for (; at - length > 1; left /= 100) {
            int pair = (int) (left % 100);
            bytes[--at] = ONES[pair];
            bytes[--at] = TENS[pair];
        }
        if (at > length) {
            bytes[length] = (byte) ('0' + left % 10);
        }
        length += count;
    }

    private static int length(long number) {
        int digits = 1;
        for (long least = 10; digits < MOST_DIGITS && number >= least; least *= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] pairs(IntUnaryOperator digit) {
        byte[] digits = new byte[100];
        for (int pair = 0; pair < digits.length; pair++) {
            digits[pair] = (byte) ('0' + digit.applyAsInt(pair));
        }
        return digits;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
