package dev.rejoin.importer.stage;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.DateFormats;
import dev.rejoin.importer.mapping.DateFormats.Doubt;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping.Dates;
import dev.rejoin.importer.stage.Converter.Doubts;
import dev.rejoin.importer.stage.Transforms.Refusing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and moments, in the mapping file's formats and then in the index mapping's.
 *
 * @param month whether a date stands for the month that it is in
 */
record DateReading(Dates dates, boolean month, Refusing bad) {

    /** A date as it was read, in the column's text, with what reading has changed about it. */
    private record ReadDate(String text, Set<Doubt> doubts) {}

    @Nullable
    String date(String text, List<IndexDates.Format> ofIndex, Doubts doubts) {
        return read(
                text,
                ofIndex,
                format -> format.date(text.strip(), dates.zone())
                        .filter(DateReading::year)
                        .map(day -> month ? day.withDayOfMonth(1) : day)
                        .map(day -> new ReadDate(day.toString(), Set.of())),
                doubts);
    }

    @Nullable
    String instant(String text, List<IndexDates.Format> ofIndex, Doubts doubts) {
        return read(
                text,
                ofIndex,
                format -> format.moment(text.strip(), dates.zone())
                        .filter(moment -> year(LocalDate.ofInstant(moment.instant(), ZoneOffset.UTC)))
                        .map(moment -> new ReadDate(moment.instant().toString(), moment.doubts())),
                doubts);
    }

    /** Reads in the mapping file's formats, then in the index mapping's: the first in which the text is a date. */
    private @Nullable String read(
            String text,
            List<IndexDates.Format> ofIndex,
            Function<DateFormats, Optional<ReadDate>> reading,
            Doubts doubts) {
        int tried = 0;
        for (var format : dates.formats()) {
            var read = reading.apply(DateFormats.of(format));
            if (read.isPresent()) {
                noteFormat(tried, format, text, doubts);
                return noted(read.get(), text, doubts);
            }
            tried++;
        }
        for (var format : ofIndex) {
            for (var readAs : format.readAs()) {
                var read = reading.apply(readAs);
                if (read.isPresent()) {
                    doubts.add(
                            FindingCode.DATE_FORMAT_OF_INDEX,
                            text,
                            "read as " + format.name()
                                    + ", which the index mapping says and the mapping file does not");
                    return noted(read.get(), text, doubts);
                }
            }
        }
        var also = ofIndex.isEmpty()
                ? ""
                : ", nor of the index's own "
                        + ofIndex.stream().map(IndexDates.Format::name).toList();
        return bad.refuse(
                FindingCode.BAD_DATE,
                text,
                "this is not a date of the years 1 to 9999 in any of the formats " + dates.formats() + also);
    }

    /** A moment that is another one after it was read is never so in silence. */
    private String noted(ReadDate read, String text, Doubts doubts) {
        for (var doubt : read.doubts()) {
            switch (doubt) {
                case IN_A_GAP ->
                    doubts.add(
                            FindingCode.TIME_IN_A_GAP,
                            text,
                            "this time never was in %s, where clocks were put forward over it: read as %s"
                                    .formatted(dates.zone(), read.text()));
                case TOLD_TWICE ->
                    doubts.add(
                            FindingCode.TIME_TOLD_TWICE,
                            text,
                            "this time was twice in %s, where clocks were put back over it: read as the first, %s"
                                    .formatted(dates.zone(), read.text()));
                case FINER_THAN_MICROSECONDS ->
                    doubts.add(
                            FindingCode.TIME_ROUNDED,
                            text,
                            "PostgreSQL keeps microseconds: the digits below them are dropped, " + read.text());
            }
        }
        return read.text();
    }

    private static boolean year(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() <= 9999;
    }

    private static void noteFormat(int tried, String format, String text, Doubts doubts) {
        if (tried > 0) {
            doubts.add(FindingCode.DATE_FORMAT, text, "read as " + format);
        }
    }
}
