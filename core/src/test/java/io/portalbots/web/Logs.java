package io.portalbots.web;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Takes the log lines of a class, instead of those who read the log of a build. */
final class Logs implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private Logs(Logger logger) {
        this.logger = logger;
        lines.start();
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    static Logs of(Class<?> type) {
        return new Logs((Logger) LoggerFactory.getLogger(type));
    }

    /** Level, message and key-values of each line. */
    List<String> lines() {
        return List.copyOf(lines.list).stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage() + " " + line.getKeyValuePairs())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }
}
