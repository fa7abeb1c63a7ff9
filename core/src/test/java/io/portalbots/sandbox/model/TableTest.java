package io.portalbots.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void keepsTheNewestRowsOnly() {
        var table = new Table<String>(new AtomicInteger(1)::getAndIncrement, 2);

        table.add(id -> "one");
        table.add(id -> "two");
        table.add(id -> "three");

        assertThat(table.all()).containsExactly("two", "three");
        assertThat(table.find(1)).isEmpty();
    }
}
