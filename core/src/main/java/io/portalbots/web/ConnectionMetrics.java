package io.portalbots.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the connections of one port tell Prometheus. */
public final class ConnectionMetrics {

    private final MeterRegistry meters;
    private final String port;
    private final AtomicInteger open = new AtomicInteger();

    /** @param port {@code port} or {@code management-port} */
    public ConnectionMetrics(MeterRegistry meters, String port) {
        this.meters = meters;
        this.port = port;
        Gauge.builder("portalbots.connections", open, AtomicInteger::get)
                .tag("port", port)
                .register(meters);
    }

    /** {@code portalbots_connections{port="port|management-port"}}. */
    void open(int connections) {
        open.set(connections);
    }

    /** {@code portalbots_connections_ended_total{port="port|management-port",why="head|body|answer|idle|full"}}: we ended one. */
    void ended(String why) {
        meters.counter("portalbots.connections.ended", "port", port, "why", why.toLowerCase(Locale.ROOT))
                .increment();
    }
}
