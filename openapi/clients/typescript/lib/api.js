/** What the service does and answers. Generated from openapi/openapi.yaml: do not edit. */
import { Http, Resource, key, once } from "./runtime.js";
/** A convention, seminar, webinar or trip that members take part in. */
export class Events extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/events", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/events", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/events", { ...query }, options);
    }
    /** Create one event. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/events", { ...once(options), body });
    }
    /** Aggregate events. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/events/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/events/bulk", { ...once(options), body: { items } });
    }
    /** Get one event by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one event. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one event. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/events/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/events/${key(item)}`, item, changes, options);
    }
    /** Get the history of one event. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Register a member. */
    async register(id, body, options = {}) {
        return this.http.json("POST", `/v1/events/${key(id)}/register`, { ...options, ...once(options), body });
    }
    /** Get what resembles one event. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity. */
export class Participations extends Resource {
    /** One page; see iterate for all. */
    async list(eventId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(eventId)}/participations`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(eventId, query = {}, options = {}) {
        return this.iterate_(`/v1/events/${key(eventId)}/participations`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(eventId, query = {}, options = {}) {
        return this.export_(`/v1/events/${key(eventId)}/participations`, { ...query }, options);
    }
    /** Create one participation. */
    async create(eventId, body, options = {}) {
        return this.http.json("POST", `/v1/events/${key(eventId)}/participations`, { ...once(options), body });
    }
    /** Aggregate participations. */
    async aggregate(eventId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(eventId)}/participations/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(eventId, items, options = {}) {
        return this.http.json("POST", `/v1/events/${key(eventId)}/participations/bulk`, { ...once(options), body: { items } });
    }
    /** Get one participation by its legacy id. */
    async getByLegacyId(eventId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(eventId)}/participations/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one participation. */
    async get(eventId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(eventId)}/participations/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one participation. */
    async delete(eventId, item, options = {}) {
        return this.delete_(`/v1/events/${key(eventId)}/participations/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(eventId, item, changes, options = {}) {
        return this.update_(`/v1/events/${key(eventId)}/participations/${key(item)}`, item, changes, options);
    }
    /** Get the history of one participation. */
    async history(eventId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/events/${key(eventId)}/participations/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A peer group of members, looked after by a point of contact among the staff. */
export class Groups extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/groups", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/groups", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/groups", { ...query }, options);
    }
    /** Create one group. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/groups", { ...once(options), body });
    }
    /** Aggregate groups. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/groups/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/groups/bulk", { ...once(options), body: { items } });
    }
    /** Get one group by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one group. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one group. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/groups/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/groups/${key(item)}`, item, changes, options);
    }
    /** Get the history of one group. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Elect a leader. */
    async leaderElections(id, body, options = {}) {
        return this.http.json("POST", `/v1/groups/${key(id)}/leader-elections`, { ...options, ...once(options), body });
    }
    /** Get what resembles one group. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** A group's elected leader, who is a member of the group throughout the term; one at a time. */
export class Leaderships extends Resource {
    /** One page; see iterate for all. */
    async list(groupId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(groupId, query = {}, options = {}) {
        return this.iterate_(`/v1/groups/${key(groupId)}/leaderships`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(groupId, query = {}, options = {}) {
        return this.export_(`/v1/groups/${key(groupId)}/leaderships`, { ...query }, options);
    }
    /** Create one leadership. */
    async create(groupId, body, options = {}) {
        return this.http.json("POST", `/v1/groups/${key(groupId)}/leaderships`, { ...once(options), body });
    }
    /** Aggregate leaderships. */
    async aggregate(groupId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(groupId, items, options = {}) {
        return this.http.json("POST", `/v1/groups/${key(groupId)}/leaderships/bulk`, { ...once(options), body: { items } });
    }
    /** Get one leadership by its legacy id. */
    async getByLegacyId(groupId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one leadership. */
    async get(groupId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one leadership. */
    async delete(groupId, item, options = {}) {
        return this.delete_(`/v1/groups/${key(groupId)}/leaderships/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(groupId, item, changes, options = {}) {
        return this.update_(`/v1/groups/${key(groupId)}/leaderships/${key(item)}`, item, changes, options);
    }
    /** Get the history of one leadership. */
    async history(groupId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/leaderships/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A member belongs to a group from joined_on until before left_on. */
export class Memberships extends Resource {
    /** One page; see iterate for all. */
    async list(groupId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(groupId, query = {}, options = {}) {
        return this.iterate_(`/v1/groups/${key(groupId)}/memberships`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(groupId, query = {}, options = {}) {
        return this.export_(`/v1/groups/${key(groupId)}/memberships`, { ...query }, options);
    }
    /** Create one membership. */
    async create(groupId, body, options = {}) {
        return this.http.json("POST", `/v1/groups/${key(groupId)}/memberships`, { ...once(options), body });
    }
    /** Aggregate memberships. */
    async aggregate(groupId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(groupId, items, options = {}) {
        return this.http.json("POST", `/v1/groups/${key(groupId)}/memberships/bulk`, { ...once(options), body: { items } });
    }
    /** Get one membership by its legacy id. */
    async getByLegacyId(groupId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one membership. */
    async get(groupId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one membership. */
    async delete(groupId, item, options = {}) {
        return this.delete_(`/v1/groups/${key(groupId)}/memberships/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(groupId, item, changes, options = {}) {
        return this.update_(`/v1/groups/${key(groupId)}/memberships/${key(item)}`, item, changes, options);
    }
    /** Get the history of one membership. */
    async history(groupId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/groups/${key(groupId)}/memberships/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** What an organization owes; totals are computed from the lines, never stored. */
export class Invoices extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/invoices", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/invoices", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/invoices", { ...query }, options);
    }
    /** Create one invoice. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/invoices", { ...once(options), body });
    }
    /** Aggregate invoices. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/invoices/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/invoices/bulk", { ...once(options), body: { items } });
    }
    /** Get one invoice by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one invoice. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one invoice. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/invoices/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/invoices/${key(item)}`, item, changes, options);
    }
    /** Get the history of one invoice. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Issue an invoice. */
    async issue(id, body = {}, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(id)}/issue`, { ...options, ...once(options), body });
    }
    /** Record a payment. */
    async pay(id, body, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(id)}/pay`, { ...options, ...once(options), body });
    }
    /** Get what resembles one invoice. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(id)}/similar`, { ...options, query: { ...query } });
    }
    /** Void an invoice. */
    async void(id, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(id)}/void`, { ...options, ...once(options) });
    }
}
/** A line of an invoice; frozen once the invoice left DRAFT. */
export class InvoiceLines extends Resource {
    /** One page; see iterate for all. */
    async list(invoiceId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(invoiceId, query = {}, options = {}) {
        return this.iterate_(`/v1/invoices/${key(invoiceId)}/lines`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(invoiceId, query = {}, options = {}) {
        return this.export_(`/v1/invoices/${key(invoiceId)}/lines`, { ...query }, options);
    }
    /** Create one invoice line. */
    async create(invoiceId, body, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/lines`, { ...once(options), body });
    }
    /** Aggregate invoice lines. */
    async aggregate(invoiceId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(invoiceId, items, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/lines/bulk`, { ...once(options), body: { items } });
    }
    /** Get one invoice line by its legacy id. */
    async getByLegacyId(invoiceId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one invoice line. */
    async get(invoiceId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one invoice line. */
    async delete(invoiceId, item, options = {}) {
        return this.delete_(`/v1/invoices/${key(invoiceId)}/lines/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(invoiceId, item, changes, options = {}) {
        return this.update_(`/v1/invoices/${key(invoiceId)}/lines/${key(item)}`, item, changes, options);
    }
    /** Get the history of one invoice line. */
    async history(invoiceId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/lines/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** Money received for an invoice, in the invoice's currency. */
export class Payments extends Resource {
    /** One page; see iterate for all. */
    async list(invoiceId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(invoiceId, query = {}, options = {}) {
        return this.iterate_(`/v1/invoices/${key(invoiceId)}/payments`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(invoiceId, query = {}, options = {}) {
        return this.export_(`/v1/invoices/${key(invoiceId)}/payments`, { ...query }, options);
    }
    /** Create one payment. */
    async create(invoiceId, body, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/payments`, { ...once(options), body });
    }
    /** Aggregate payments. */
    async aggregate(invoiceId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(invoiceId, items, options = {}) {
        return this.http.json("POST", `/v1/invoices/${key(invoiceId)}/payments/bulk`, { ...once(options), body: { items } });
    }
    /** Get one payment by its legacy id. */
    async getByLegacyId(invoiceId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one payment. */
    async get(invoiceId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one payment. */
    async delete(invoiceId, item, options = {}) {
        return this.delete_(`/v1/invoices/${key(invoiceId)}/payments/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(invoiceId, item, changes, options = {}) {
        return this.update_(`/v1/invoices/${key(invoiceId)}/payments/${key(item)}`, item, changes, options);
    }
    /** Get the history of one payment. */
    async history(invoiceId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/invoices/${key(invoiceId)}/payments/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A group's monthly meeting; one that is not cancelled per group and month. */
export class Meetings extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/meetings", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/meetings", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/meetings", { ...query }, options);
    }
    /** Create one meeting. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/meetings", { ...once(options), body });
    }
    /** Aggregate meetings. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/meetings/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/meetings/bulk", { ...once(options), body: { items } });
    }
    /** Get one meeting by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one meeting. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one meeting. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/meetings/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/meetings/${key(item)}`, item, changes, options);
    }
    /** Cancel a meeting. */
    async cancel(id, options = {}) {
        return this.http.json("POST", `/v1/meetings/${key(id)}/cancel`, { ...options, ...once(options) });
    }
    /** Get the history of one meeting. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Hold a meeting. */
    async hold(id, body = {}, options = {}) {
        return this.http.json("POST", `/v1/meetings/${key(id)}/hold`, { ...options, ...once(options), body });
    }
    /** Get what resembles one meeting. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** Whether a member came to a meeting, and how they rated it; once per member. */
export class Attendances extends Resource {
    /** One page; see iterate for all. */
    async list(meetingId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(meetingId, query = {}, options = {}) {
        return this.iterate_(`/v1/meetings/${key(meetingId)}/attendances`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(meetingId, query = {}, options = {}) {
        return this.export_(`/v1/meetings/${key(meetingId)}/attendances`, { ...query }, options);
    }
    /** Create one attendance. */
    async create(meetingId, body, options = {}) {
        return this.http.json("POST", `/v1/meetings/${key(meetingId)}/attendances`, { ...once(options), body });
    }
    /** Aggregate attendances. */
    async aggregate(meetingId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(meetingId, items, options = {}) {
        return this.http.json("POST", `/v1/meetings/${key(meetingId)}/attendances/bulk`, { ...once(options), body: { items } });
    }
    /** Get one attendance by its legacy id. */
    async getByLegacyId(meetingId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one attendance. */
    async get(meetingId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one attendance. */
    async delete(meetingId, item, options = {}) {
        return this.delete_(`/v1/meetings/${key(meetingId)}/attendances/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(meetingId, item, changes, options = {}) {
        return this.update_(`/v1/meetings/${key(meetingId)}/attendances/${key(item)}`, item, changes, options);
    }
    /** Get the history of one attendance. */
    async history(meetingId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/meetings/${key(meetingId)}/attendances/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** The membership of a person on behalf of an organization; a person has one at a time. */
export class Members extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/members", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/members", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/members", { ...query }, options);
    }
    /** Create one member. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/members", { ...once(options), body });
    }
    /** Aggregate members. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/members/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/members/bulk", { ...once(options), body: { items } });
    }
    /** Get one member by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/members/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one member. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/members/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one member. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/members/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/members/${key(item)}`, item, changes, options);
    }
    /** Get the history of one member. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/members/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** A member leaves. */
    async leave(id, body = {}, options = {}) {
        return this.http.json("POST", `/v1/members/${key(id)}/leave`, { ...options, ...once(options), body });
    }
    /** Get what resembles one member. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/members/${key(id)}/similar`, { ...options, query: { ...query } });
    }
    /** Get a member's timeline. */
    async timeline(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/members/${key(id)}/timeline`, { ...options, query: { ...query } });
    }
}
/** Work delivered for an organization, and invoiced. */
export class Missions extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/missions", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/missions", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/missions", { ...query }, options);
    }
    /** Create one mission. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/missions", { ...once(options), body });
    }
    /** Aggregate missions. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/missions/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/missions/bulk", { ...once(options), body: { items } });
    }
    /** Get one mission by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/missions/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one mission. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/missions/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one mission. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/missions/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/missions/${key(item)}`, item, changes, options);
    }
    /** Get the history of one mission. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/missions/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one mission. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/missions/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** What a member of the staff wrote down about exactly one thing. */
export class Notes extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/notes", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/notes", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/notes", { ...query }, options);
    }
    /** Create one note. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/notes", { ...once(options), body });
    }
    /** Aggregate notes. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/notes/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/notes/bulk", { ...once(options), body: { items } });
    }
    /** Get one note by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/notes/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one note. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/notes/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one note. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/notes/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/notes/${key(item)}`, item, changes, options);
    }
    /** Get the history of one note. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/notes/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one note. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/notes/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** A client company or institution whose people are members. */
export class Organizations extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/organizations", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/organizations", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/organizations", { ...query }, options);
    }
    /** Create one organization. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/organizations", { ...once(options), body });
    }
    /** Aggregate organizations. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/organizations/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/organizations/bulk", { ...once(options), body: { items } });
    }
    /** Get one organization by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/organizations/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one organization. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/organizations/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one organization. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/organizations/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/organizations/${key(item)}`, item, changes, options);
    }
    /** Get the history of one organization. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/organizations/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one organization. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/organizations/${key(id)}/similar`, { ...options, query: { ...query } });
    }
    /** Get an organization's statement. */
    async statement(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/organizations/${key(id)}/statement`, { ...options, query: { ...query } });
    }
}
/** A human: the one home of a name and its contact data. */
export class People extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/people", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/people", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/people", { ...query }, options);
    }
    /** Create one person. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/people", { ...once(options), body });
    }
    /** Aggregate people. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/people/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/people/bulk", { ...once(options), body: { items } });
    }
    /** Get one person by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/people/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one person. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/people/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one person. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/people/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/people/${key(item)}`, item, changes, options);
    }
    /** Get the history of one person. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/people/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one person. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/people/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** A person who works for the company. */
export class Staff extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/staff", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/staff", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/staff", { ...query }, options);
    }
    /** Create one staff member. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/staff", { ...once(options), body });
    }
    /** Aggregate staff. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/staff/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/staff/bulk", { ...once(options), body: { items } });
    }
    /** Get one staff member by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/staff/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one staff member. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/staff/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one staff member. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/staff/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/staff/${key(item)}`, item, changes, options);
    }
    /** Get the history of one staff member. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/staff/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one staff member. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/staff/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** What a member pays for a period; periods of one member do not overlap. */
export class Subscriptions extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/subscriptions", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/subscriptions", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/subscriptions", { ...query }, options);
    }
    /** Create one subscription. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/subscriptions", { ...once(options), body });
    }
    /** Aggregate subscriptions. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/subscriptions/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/subscriptions/bulk", { ...once(options), body: { items } });
    }
    /** Get one subscription by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/subscriptions/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one subscription. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/subscriptions/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one subscription. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/subscriptions/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/subscriptions/${key(item)}`, item, changes, options);
    }
    /** Get the history of one subscription. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/subscriptions/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A person who teaches at meetings and on missions. */
export class Teachers extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/teachers", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/teachers", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/teachers", { ...query }, options);
    }
    /** Create one teacher. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/teachers", { ...once(options), body });
    }
    /** Aggregate teachers. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/teachers/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/teachers/bulk", { ...once(options), body: { items } });
    }
    /** Get one teacher by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one teacher. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one teacher. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/teachers/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/teachers/${key(item)}`, item, changes, options);
    }
    /** Get the history of one teacher. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one teacher. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** A topic that a teacher teaches. */
export class TeacherTopics extends Resource {
    /** One page; see iterate for all. */
    async list(teacherId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics`, { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(teacherId, query = {}, options = {}) {
        return this.iterate_(`/v1/teachers/${key(teacherId)}/topics`, { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(teacherId, query = {}, options = {}) {
        return this.export_(`/v1/teachers/${key(teacherId)}/topics`, { ...query }, options);
    }
    /** Create one teacher topic. */
    async create(teacherId, body, options = {}) {
        return this.http.json("POST", `/v1/teachers/${key(teacherId)}/topics`, { ...once(options), body });
    }
    /** Aggregate teacher topics. */
    async aggregate(teacherId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/aggregate`, { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(teacherId, items, options = {}) {
        return this.http.json("POST", `/v1/teachers/${key(teacherId)}/topics/bulk`, { ...once(options), body: { items } });
    }
    /** Get one teacher topic by its legacy id. */
    async getByLegacyId(teacherId, legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one teacher topic. */
    async get(teacherId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one teacher topic. */
    async delete(teacherId, item, options = {}) {
        return this.delete_(`/v1/teachers/${key(teacherId)}/topics/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(teacherId, item, changes, options = {}) {
        return this.update_(`/v1/teachers/${key(teacherId)}/topics/${key(item)}`, item, changes, options);
    }
    /** Get the history of one teacher topic. */
    async history(teacherId, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/teachers/${key(teacherId)}/topics/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A subject that is taught; topics form trees. */
export class Topics extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/topics", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/topics", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/topics", { ...query }, options);
    }
    /** Create one topic. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/topics", { ...once(options), body });
    }
    /** Aggregate topics. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/topics/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/topics/bulk", { ...once(options), body: { items } });
    }
    /** Get one topic by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/topics/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one topic. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/topics/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one topic. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/topics/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/topics/${key(item)}`, item, changes, options);
    }
    /** Get the history of one topic. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/topics/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one topic. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/topics/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** Who may use the application, and as what. */
export class Users extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/users", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/users", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/users", { ...query }, options);
    }
    /** Create one user. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/users", { ...once(options), body });
    }
    /** Aggregate users. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/users/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/users/bulk", { ...once(options), body: { items } });
    }
    /** Get one user by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/users/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one user. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/users/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one user. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/users/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/users/${key(item)}`, item, changes, options);
    }
    /** Get the history of one user. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/users/${key(id)}/history`, { ...options, query: { ...query } });
    }
}
/** A place where meetings and events are held. */
export class Venues extends Resource {
    /** One page; see iterate for all. */
    async list(query = {}, options = {}) {
        return this.http.json("GET", "/v1/venues", { ...options, query: { ...query } });
    }
    /** All items, page by page as they are needed. */
    iterate(query = {}, options = {}) {
        return this.iterate_("/v1/venues", { ...query }, options);
    }
    /** All items as one stream; throws IncompleteExport at the end unless they are all there. */
    export(query = {}, options = {}) {
        return this.export_("/v1/venues", { ...query }, options);
    }
    /** Create one venue. */
    async create(body, options = {}) {
        return this.http.json("POST", "/v1/venues", { ...once(options), body });
    }
    /** Aggregate venues. */
    async aggregate(query = {}, options = {}) {
        return this.http.json("GET", "/v1/venues/aggregate", { ...options, query: { ...query } });
    }
    /** Creates or changes many by legacy_id, all or none. */
    async bulk(items, options = {}) {
        return this.http.json("POST", "/v1/venues/bulk", { ...once(options), body: { items } });
    }
    /** Get one venue by its legacy id. */
    async getByLegacyId(legacyId, query = {}, options = {}) {
        return this.http.json("GET", `/v1/venues/by-legacy-id/${key(legacyId)}`, { ...options, query: { ...query } });
    }
    /** Get one venue. */
    async get(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/venues/${key(id)}`, { ...options, query: { ...query } });
    }
    /** Delete one venue. */
    async delete(item, options = {}) {
        return this.delete_(`/v1/venues/${key(item)}`, item, options);
    }
    /** Changes what differs from the item as it was read; throws Stale if it has changed since. */
    async update(item, changes, options = {}) {
        return this.update_(`/v1/venues/${key(item)}`, item, changes, options);
    }
    /** Get the history of one venue. */
    async history(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/venues/${key(id)}/history`, { ...options, query: { ...query } });
    }
    /** Get what resembles one venue. */
    async similar(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/venues/${key(id)}/similar`, { ...options, query: { ...query } });
    }
}
/** All operations of the API. */
export class Client extends Resource {
    events;
    participations;
    groups;
    leaderships;
    memberships;
    invoices;
    invoiceLines;
    payments;
    meetings;
    attendances;
    members;
    missions;
    notes;
    organizations;
    people;
    staff;
    subscriptions;
    teachers;
    teacherTopics;
    topics;
    users;
    venues;
    constructor(settings) {
        const http = new Http(settings);
        super(http);
        this.events = new Events(http);
        this.participations = new Participations(http);
        this.groups = new Groups(http);
        this.leaderships = new Leaderships(http);
        this.memberships = new Memberships(http);
        this.invoices = new Invoices(http);
        this.invoiceLines = new InvoiceLines(http);
        this.payments = new Payments(http);
        this.meetings = new Meetings(http);
        this.attendances = new Attendances(http);
        this.members = new Members(http);
        this.missions = new Missions(http);
        this.notes = new Notes(http);
        this.organizations = new Organizations(http);
        this.people = new People(http);
        this.staff = new Staff(http);
        this.subscriptions = new Subscriptions(http);
        this.teachers = new Teachers(http);
        this.teacherTopics = new TeacherTopics(http);
        this.topics = new Topics(http);
        this.users = new Users(http);
        this.venues = new Venues(http);
    }
    /** Up to 1000 writes over any resources, all or none; a later one may use an earlier one's id, "$0.id". */
    batch(operations, options = {}) {
        return this.http.json("POST", "/v1/batch", { ...once(options), body: { operations } });
    }
    /** List what is there. */
    async listEverything(options = {}) {
        return this.http.json("GET", "/", { ...options });
    }
    /** Explain a problem. */
    async getProblem(code, options = {}) {
        return this.http.json("GET", `/problems/${key(code)}`, { ...options });
    }
    /** List what is there in version 1. */
    async listVersion1(options = {}) {
        return this.http.json("GET", "/v1", { ...options });
    }
    /** List API keys. */
    async listApiKeys(options = {}) {
        return this.http.json("GET", "/v1/api-keys", { ...options });
    }
    /** Create an API key. */
    async createApiKey(body, options = {}) {
        return this.http.json("POST", "/v1/api-keys", { ...options, body });
    }
    /** Revoke an API key. */
    async revokeApiKey(id, options = {}) {
        return this.http.json("DELETE", `/v1/api-keys/${key(id)}`, { ...options });
    }
    /** Follow all changes. */
    async listChanges(query = {}, options = {}) {
        return this.http.json("GET", "/v1/changes", { ...options, query: { ...query } });
    }
    /** List the imports. */
    async listImports(query = {}, options = {}) {
        return this.http.json("GET", "/v1/imports", { ...options, query: { ...query } });
    }
    /** Get one import. */
    async getImport(run, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}`, { ...options });
    }
    /** List what was corrected. */
    async listImportCorrections(run, query = {}, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}/corrections`, { ...options, query: { ...query } });
    }
    /** Take the corrections of a document back. */
    async withdrawImportCorrection(run, no, options = {}) {
        return this.http.json("POST", `/v1/imports/${key(run)}/corrections/${key(no)}/withdrawal`, { ...once(options) });
    }
    /** List what an import found. */
    async listImportFindings(run, query = {}, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}/findings`, { ...options, query: { ...query } });
    }
    /** List what an import set aside. */
    async listImportQuarantine(run, query = {}, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}/quarantine`, { ...options, query: { ...query } });
    }
    /** Get a whole document that was set aside. */
    async getQuarantinedSource(run, doc, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}/quarantine/${key(doc)}`, { ...options });
    }
    /** Correct a document that was set aside. */
    async createImportCorrection(run, doc, body, options = {}) {
        return this.http.json("POST", `/v1/imports/${key(run)}/quarantine/${key(doc)}/corrections`, { ...once(options), body });
    }
    /** Ask what a corrected document would bring. */
    async previewImportCorrection(run, doc, body, options = {}) {
        return this.http.json("POST", `/v1/imports/${key(run)}/quarantine/${key(doc)}/preview`, { ...once(options), body });
    }
    /** Get what came of a task. */
    async getImportTask(run, id, options = {}) {
        return this.http.json("GET", `/v1/imports/${key(run)}/tasks/${key(id)}`, { ...options });
    }
    /** List the rules of the data. */
    async listQualityRules(query = {}, options = {}) {
        return this.http.json("GET", "/v1/quality/rules", { ...options, query: { ...query } });
    }
    /** Get a rule of the data. */
    async getQualityRule(rule, options = {}) {
        return this.http.json("GET", `/v1/quality/rules/${key(rule)}`, { ...options });
    }
    /** Make a rule binding for all rows. */
    async ratchetQualityRule(rule, options = {}) {
        return this.http.json("POST", `/v1/quality/rules/${key(rule)}/ratchet`, { ...once(options) });
    }
    /** List what breaks a rule. */
    async listQualityViolations(query, options = {}) {
        return this.http.json("GET", "/v1/quality/violations", { ...options, query: { ...query } });
    }
    /** List saved searches. */
    async listSavedSearches(query = {}, options = {}) {
        return this.http.json("GET", "/v1/saved-searches", { ...options, query: { ...query } });
    }
    /** Save a search. */
    async createSavedSearch(body, options = {}) {
        return this.http.json("POST", "/v1/saved-searches", { ...once(options), body });
    }
    /** Get one saved search. */
    async getSavedSearch(id, options = {}) {
        return this.http.json("GET", `/v1/saved-searches/${key(id)}`, { ...options });
    }
    /** Forget a saved search. */
    async deleteSavedSearch(id, options = {}) {
        return this.http.json("DELETE", `/v1/saved-searches/${key(id)}`, { ...options });
    }
    /** Follow what matches a saved search. */
    async listSavedSearchMatches(id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/saved-searches/${key(id)}/matches`, { ...options, query: { ...query } });
    }
    /** Search everything. */
    async search(query = {}, options = {}) {
        return this.http.json("GET", "/v1/search", { ...options, query: { ...query } });
    }
    /** Search by words, by meaning, or by both. */
    async searchByMeaning(query = {}, body = {}, options = {}) {
        return this.http.json("POST", "/v1/search", { ...options, query: { ...query }, body });
    }
    /** Show how a text is read. */
    async analyzeText(query, options = {}) {
        return this.http.json("GET", "/v1/search/analyze", { ...options, query: { ...query } });
    }
    /** Say why something is found, or is not. */
    async explainSearch(query, options = {}) {
        return this.http.json("GET", "/v1/search/explain", { ...options, query: { ...query } });
    }
    /** Say which saved searches a text matches. */
    async percolate(body, options = {}) {
        return this.http.json("POST", "/v1/search/percolate", { ...options, body });
    }
    /** Suggest while somebody types. */
    async suggest(query = {}, options = {}) {
        return this.http.json("GET", "/v1/search/suggest", { ...options, query: { ...query } });
    }
    /** List synonyms. */
    async listSynonyms(options = {}) {
        return this.http.json("GET", "/v1/search/synonyms", { ...options });
    }
    /** Make words mean the same. */
    async createSynonyms(body, options = {}) {
        return this.http.json("POST", "/v1/search/synonyms", { ...once(options), body });
    }
    /** Let words no longer mean the same. */
    async deleteSynonyms(id, options = {}) {
        return this.http.json("DELETE", `/v1/search/synonyms/${key(id)}`, { ...options });
    }
    /** Get an item's vector. */
    async getVector(resource, id, query = {}, options = {}) {
        return this.http.json("GET", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, query: { ...query } });
    }
    /** Give an item its vector. */
    async putVector(resource, id, body, options = {}) {
        return this.http.json("PUT", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, body });
    }
    /** Take an item's vector away. */
    async deleteVector(resource, id, query = {}, options = {}) {
        return this.http.json("DELETE", `/v1/${key(resource)}/${key(id)}/vector`, { ...options, query: { ...query } });
    }
}
