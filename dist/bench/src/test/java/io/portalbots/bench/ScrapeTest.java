package io.portalbots.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class ScrapeTest {

    private static final String BEFORE = """
            # TYPE answers histogram
            answers_bucket{le="0.01"} 5
            answers_bucket{le="0.02"} 5
            answers_bucket{le="+Inf"} 5
            """;
    private static final String AFTER = """
            # TYPE answers histogram
            answers_bucket{le="0.01"} 15
            answers_bucket{le="0.02"} 24
            answers_bucket{le="+Inf"} 25
            bytes_sum{method="GET"} 7.0
            bytes_sum{method="POST"} 5.5
            bytes_sum_of_all 9
            """;

    @Test
    void tellsPercentilesOfWhatCameSince() {
        var after = new Scrape(AFTER);
        var before = new Scrape(BEFORE);

        assertThat(after.percentile("answers", 0.25, before)).isEqualTo(5, offset(1e-9));
        assertThat(after.percentile("answers", 0.95, before)).isEqualTo(20, offset(1e-9));
        assertThat(after.percentile("answers", 0.99, before)).isInfinite();
        assertThat(after.percentile("answers", 0.5, after)).isInfinite();
    }

    @Test
    void sumsOverLabels() {
        assertThat(new Scrape(AFTER).sum("bytes_sum")).isEqualTo(12.5);
    }
}
