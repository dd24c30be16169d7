package io.tidegate.verify.odd;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/**
 * Keccak-256 as it was before it became SHA-3 with another padding; Ethereum and those around it
 * use it.
 *
 * @see <a href="https://keccak.team/files/Keccak-reference-3.0.pdf">The Keccak reference</a>
 */
final class Keccak256 extends MessageDigest {

    private static final int RATE = 136;
    private static final int LENGTH = 32;
    private static final int LANES = 25;
    private static final int ROUNDS = 24;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] LANE_ORDER = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private final ByteArrayOutputStream input = new ByteArrayOutputStream();

    Keccak256() {
        super("Keccak-256");
    }

    @Override
    protected int engineGetDigestLength() {
        return LENGTH;
    }

    @Override
    protected void engineUpdate(byte next) {
        input.write(next);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        input.write(bytes, offset, length);
    }

    @Override
    protected void engineReset() {
        input.reset();
    }

    @Override
    protected byte[] engineDigest() {
        byte[] padded = padded();
        var state = new long[LANES];
        for (int block = 0; block < padded.length; block += RATE) {
            for (int i = 0; i < RATE; i++) {
                state[i / 8] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
            }
            permute(state);
        }
        var hash = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            hash[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
        }
        input.reset();
        return hash;
    }

    private byte[] padded() {
        byte[] message = input.toByteArray();
        byte[] padded = java.util.Arrays.copyOf(message, ((message.length / RATE) + 1) * RATE);
        padded[message.length] ^= 0x01;
        padded[padded.length - 1] ^= (byte) 0x80;
        return padded;
    }

    private static void permute(long[] state) {
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            theta(state);
            rhoAndPi(state);
            chi(state);
            for (int bit = 0; bit < 7; bit++) {
                if ((register & 1) != 0) {
                    state[0] ^= 1L << ((1 << bit) - 1);
                }
                register = (register << 1) ^ ((register >>> 7) * 0x171);
            }
        }
    }

    private static void theta(long[] state) {
        var parity = new long[5];
        for (int i = 0; i < LANES; i++) {
            parity[i % 5] ^= state[i];
        }
        for (int i = 0; i < LANES; i++) {
            state[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    private static void rhoAndPi(long[] state) {
        long carried = state[1];
        for (int i = 0; i < LANE_ORDER.length; i++) {
            long next = state[LANE_ORDER[i]];
            state[LANE_ORDER[i]] = Long.rotateLeft(carried, ROTATIONS[i]);
            carried = next;
        }
    }

    private static void chi(long[] state) {
        for (int row = 0; row < LANES; row += 5) {
            var copy = java.util.Arrays.copyOfRange(state, row, row + 5);
            for (int i = 0; i < 5; i++) {
                state[row + i] = copy[i] ^ (~copy[(i + 1) % 5] & copy[(i + 2) % 5]);
            }
        }
    }
}
