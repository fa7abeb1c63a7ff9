package io.portalbots.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Everything that anybody logs, at TRACE, of ourselves, Vert.x, Netty and all others but the sandbox. */
final class AllLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final StringBuffer text = new StringBuffer();
    private final Logger root;
    private final Level before;

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
        context.getLogger("io.portalbots.sandbox").setLevel(Level.OFF);
    }

    @Override
    protected void append(ILoggingEvent event) {
        text.append(event.getLevel()).append(' ').append(event.getLoggerName()).append(' ');
        text.append(event.getFormattedMessage()).append(' ').append(event.getKeyValuePairs()).append(' ');
        text.append(event.getMDCPropertyMap()).append('\n');
        if (event.getThrowableProxy() != null) {
            text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** All lines so far. */
    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(this);
        stop();
    }
}
