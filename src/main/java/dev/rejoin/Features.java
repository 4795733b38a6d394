package dev.rejoin;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Operation;
import dev.rejoin.api.read.Reads;
import dev.rejoin.api.server.Batch;
import dev.rejoin.api.write.Writes;
import dev.rejoin.event.Events;
import dev.rejoin.event.Participations;
import dev.rejoin.event.Register;
import dev.rejoin.group.ElectLeader;
import dev.rejoin.group.Groups;
import dev.rejoin.group.Leaderships;
import dev.rejoin.group.Memberships;
import dev.rejoin.history.Feed;
import dev.rejoin.history.History;
import dev.rejoin.imports.Imports;
import dev.rejoin.invoice.AccountStatement;
import dev.rejoin.invoice.InvoiceActions;
import dev.rejoin.invoice.Invoices;
import dev.rejoin.invoice.Lines;
import dev.rejoin.invoice.Payments;
import dev.rejoin.meeting.Attendances;
import dev.rejoin.meeting.MeetingActions;
import dev.rejoin.meeting.Meetings;
import dev.rejoin.meeting.Venues;
import dev.rejoin.member.Leave;
import dev.rejoin.member.Members;
import dev.rejoin.member.Subscriptions;
import dev.rejoin.member.Timeline;
import dev.rejoin.mission.Missions;
import dev.rejoin.note.Notes;
import dev.rejoin.organization.Organizations;
import dev.rejoin.person.People;
import dev.rejoin.person.Staff;
import dev.rejoin.person.Users;
import dev.rejoin.quality.Quality;
import dev.rejoin.search.Search;
import dev.rejoin.security.KeyOperations;
import dev.rejoin.teacher.TeacherTopics;
import dev.rejoin.teacher.Teachers;
import dev.rejoin.teacher.Topics;
import java.util.ArrayList;
import java.util.List;

/** Everything the service offers: the resources, and the operations that follow from them or stand on their own. */
public final class Features {
    public static final Catalog CATALOG = new Catalog(List.of(
            Organizations.RESOURCE,
            People.RESOURCE,
            Staff.RESOURCE,
            Members.RESOURCE,
            Subscriptions.RESOURCE,
            Groups.RESOURCE,
            Memberships.RESOURCE,
            Leaderships.RESOURCE,
            Teachers.RESOURCE,
            Topics.RESOURCE,
            TeacherTopics.RESOURCE,
            Venues.RESOURCE,
            Meetings.RESOURCE,
            Attendances.RESOURCE,
            Events.RESOURCE,
            Participations.RESOURCE,
            Missions.RESOURCE,
            Invoices.RESOURCE,
            Lines.RESOURCE,
            Payments.RESOURCE,
            Notes.RESOURCE,
            Users.RESOURCE));

    private Features() {}

    /** All operations, for the contract and the like, where none is called in earnest. */
    public static List<Operation> operations(Runnable keysChanged) {
        return operations(keysChanged, 0);
    }

    /**
     * All operations.
     *
     * @param keysChanged told after an API key was created or revoked
     * @param waiters how many requests may wait for changes at once
     */
    public static List<Operation> operations(Runnable keysChanged, int waiters) {
        var operations = new ArrayList<>(Reads.of(CATALOG));
        operations.addAll(History.of(CATALOG));
        operations.add(Feed.of(CATALOG, waiters));
        operations.add(Timeline.OPERATION);
        operations.add(AccountStatement.OPERATION);
        operations.add(Search.OPERATION);
        operations.addAll(Quality.of(CATALOG));
        operations.addAll(Imports.operations());
        operations.addAll(Writes.of(CATALOG));
        operations.add(ElectLeader.operation(CATALOG));
        operations.add(Leave.operation(CATALOG));
        operations.addAll(MeetingActions.operations(CATALOG));
        operations.addAll(InvoiceActions.operations(CATALOG));
        operations.add(Register.operation(CATALOG));
        operations.addAll(KeyOperations.of(keysChanged));
        operations.add(Batch.over(operations));
        return List.copyOf(operations);
    }
}
