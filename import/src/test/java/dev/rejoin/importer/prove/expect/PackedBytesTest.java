package dev.rejoin.importer.prove.expect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\u00e9t\u00e9",
                "\u0152uvre \u20ac",
                "\ud83d\ude00",
                "half \ud83d of a pair",
                "\ude00",
                "\u0000",
                "question mark ?",
                "\u00ff\u0100"
            })
    void anyTextComesBackAsItWas(String text) {
        var packed = new PackedBytes(new byte[1], 0);
        packed.putText(text);
        packed.putText("next");

        var unpacked = new PackedBytes(packed.written(), 0);

        assertThat(unpacked.getText()).isEqualTo(text);
        assertThat(unpacked.getText()).isEqualTo("next");
    }

    @Test
    void numbersAndGapsComeBackAsTheyWere() {
        var packed = new PackedBytes(new byte[1], 0);
        int gap = packed.putGap();
        for (int number : new int[] {0, 127, 128, 300, 1 << 20, Integer.MAX_VALUE}) {
            packed.putNumber(number);
        }
        packed.fillGap(gap);
        packed.putBytes(new byte[] {1, 2, 3});

        var unpacked = new PackedBytes(packed.written(), 0);

        int length = unpacked.getGap();
        assertThat(unpacked.getNumber()).isZero();
        assertThat(unpacked.getNumber()).isEqualTo(127);
        assertThat(unpacked.getNumber()).isEqualTo(128);
        assertThat(unpacked.getNumber()).isEqualTo(300);
        assertThat(unpacked.getNumber()).isEqualTo(1 << 20);
        assertThat(unpacked.getNumber()).isEqualTo(Integer.MAX_VALUE);
        assertThat(unpacked.at()).isEqualTo(gap + length);
        assertThat(unpacked.getBytes()).containsExactly(1, 2, 3);
    }
}
