package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void fitsALineThroughValues() {
        assertThat(Report.slope(List.of(1.0, 3.0, 5.0, 7.0))).isEqualTo(2, offset(1e-9));
        assertThat(Report.slope(List.of(2.0, 1.0, 1.0, 2.0))).isEqualTo(0, offset(1e-9));
    }
}
