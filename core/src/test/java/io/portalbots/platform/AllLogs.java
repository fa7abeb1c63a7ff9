package io.portalbots.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that anybody logs, at TRACE, of ourselves, Vert.x, Netty and all others, but the sandbox and what our
 * configuration forbids to turn up.
 */
final class AllLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** At TRACE it logs whole addresses; {@code config/logback.xml} says so too. */
    static final String PINNED = "io.vertx.ext.web";

    private final StringBuilder text = new StringBuilder();
    private final Logger root;
    private final Level before;
    private final Map<Logger, Level> quiet = new HashMap<>();

    AllLogs() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        before = root.getLevel();
        setContext(context);
        start();
        root.iteratorForAppenders().forEachRemaining(appender -> {
            var filter = new ThresholdFilter();
            filter.setLevel("INFO");
            filter.start();
            appender.addFilter(filter);
        });
        root.addAppender(this);
        root.setLevel(Level.TRACE);
        // What the configuration keeps quiet is heard too, but for the one logger it forbids to turn up.
        context.getLoggerList().stream()
                .filter(logger -> logger != root && logger.getLevel() != null)
                .forEach(logger -> {
                    quiet.put(logger, logger.getLevel());
                    logger.setLevel(Level.TRACE);
                });
        set("io.portalbots.sandbox", Level.OFF);
        set(PINNED, Level.INFO);
    }

    private void set(String name, @Nullable Level level) {
        root.getLoggerContext().getLogger(name).setLevel(level);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        text.append(event.getLevel()).append(' ').append(event.getLoggerName()).append(' ');
        text.append(event.getFormattedMessage())
                .append(' ')
                .append(event.getKeyValuePairs())
                .append(' ');
        text.append(event.getMDCPropertyMap()).append('\n');
        if (event.getThrowableProxy() != null) {
            text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** All lines so far. */
    synchronized String text() {
        return text.toString();
    }

    @Override
    public void close() {
        root.setLevel(before);
        set("io.portalbots.sandbox", null);
        quiet.forEach(Logger::setLevel);
        root.detachAppender(this);
        stop();
    }
}
