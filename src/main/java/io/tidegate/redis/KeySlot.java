package io.tidegate.redis;

import java.nio.charset.StandardCharsets;

/**
 * The slot of a cluster that a key belongs to: CRC16 of the part in braces if there is one, else of
 * the whole key.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis
 *     Cluster specification, "Key distribution model"</a>
 */
final class KeySlot {

    /** How many slots every cluster has. */
    static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;
    private static final int[] TABLE = table();

    private KeySlot() {}

    /** The slot, 0 to 16383. */
    static int of(String key) {
        return crc16(tag(key).getBytes(StandardCharsets.UTF_8)) % COUNT;
    }

    /** An empty pair of braces counts as none. */
    private static String tag(String key) {
        int begin = key.indexOf('{');
        int end = begin < 0 ? -1 : key.indexOf('}', begin + 1);
        return end > begin + 1 ? key.substring(begin + 1, end) : key;
    }

    /** As XMODEM defines it: 0x31C3 for "123456789". */
    static int crc16(byte[] bytes) {
        int crc = 0;
        for (byte next : bytes) {
            crc = (crc << 8 & 0xFFFF) ^ TABLE[(crc >>> 8 ^ next) & 0xFF];
        }
        return crc;
    }

    private static int[] table() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            table[i] = crc & 0xFFFF;
        }
        return table;
    }
}
